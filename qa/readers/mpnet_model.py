"""The network of the second look: MPNet's layers with the heads of the reader's first network."""

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.functional import scaled_dot_product_attention
from transformers import MPNetConfig, MPNetModel

from qa.readers.span_model import Heads

CLS, SEP = 101, 102  # the encoder's, between and around question and text
OFFSET = 4  # MPNet's words are BERT's, behind four of its own
START, PADDING, END = 0, 1, 2
LOWEST = torch.finfo(torch.bfloat16).min


class MPNetSpanModel(Heads):
    """The encoder's token ids to the logits of starts, ends and answerability, as SpanModel.

    MPNet: Song et al. 2020, arXiv 2004.09297.
    """

    def __init__(self, config: MPNetConfig, drop: nn.Module | None = None) -> None:
        """`drop`: what is done to hidden units in training."""
        super().__init__(config.hidden_size)
        self.body: Any = MPNetModel(config, add_pooling_layer=False)
        self.kinds = nn.Embedding(2, config.hidden_size)
        self.drop = drop or nn.Identity()

    def read(self, ids: Tensor, mask: Tensor, kinds: Tensor) -> Tensor:
        """The layers' output, (rows, tokens, units)."""
        device = ids.device.type
        on = torch.is_autocast_enabled(device)
        dtype = torch.get_autocast_dtype(device) if on else torch.float32
        hidden: Tensor = self.drop(self._embed(ids, mask, kinds)).to(dtype)
        with torch.no_grad():
            bias = self.body.encoder.compute_position_bias(hidden[:1]).to(dtype)
            bias = bias + (mask[:, None, None, :] == 0).to(dtype) * LOWEST
        for layer in self.body.encoder.layer:
            hidden = self._layer(layer, hidden, bias)
        return hidden

    def attend(self, q: Tensor, k: Tensor, v: Tensor, bias: Tensor) -> Tensor:
        """Each token's mean of v, (rows, heads, tokens, units of a head); `bias` as added."""
        return scaled_dot_product_attention(q, k, v, attn_mask=bias)

    def _embed(self, ids: Tensor, mask: Tensor, kinds: Tensor) -> Tensor:
        own = torch.where(ids == CLS, START, torch.where(ids == SEP, END, ids + OFFSET))
        own = torch.where(mask == 0, PADDING, own)
        places = torch.arange(ids.shape[1], device=ids.device)[None] + PADDING + 1
        embeddings = self.body.embeddings
        summed = embeddings.word_embeddings(own) + embeddings.position_embeddings(places)
        hidden: Tensor = embeddings.LayerNorm(summed + self.kinds(kinds))
        return hidden

    def _layer(self, layer: Any, hidden: Tensor, bias: Tensor) -> Tensor:
        rows, tokens, units = hidden.shape
        own = layer.attention.attn
        shape = (rows, tokens, own.num_attention_heads, -1)
        q, k, v = (each(hidden).view(shape).transpose(1, 2) for each in (own.q, own.k, own.v))
        mixed = self.attend(q, k, v, bias)
        mixed = own.o(mixed.transpose(1, 2).reshape(rows, tokens, units))
        hidden = layer.attention.LayerNorm(self.drop(mixed) + hidden).to(hidden.dtype)
        inner = layer.output.dense(layer.intermediate(hidden))
        told: Tensor = layer.output.LayerNorm(self.drop(inner) + hidden).to(hidden.dtype)
        return told
