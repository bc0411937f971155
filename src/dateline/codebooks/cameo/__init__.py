"""CAMEO: root and detailed codes of the ontology before PLOVER, where the record tells them."""
