"""The trained network at run time: one encoder pass on onnxruntime, several small heads in numpy, one file a question.

How the weights are made stands in `training/`, which shares the windows, candidates and filling rules of this folder.
"""

from dateline.reader.network.marking import Mark, Marks, Said, Telling, mark
from dateline.reader.network.network import Network, load_network
from dateline.reader.network.status import Told

__all__ = ["Mark", "Marks", "Network", "Said", "Telling", "Told", "load_network", "mark"]
