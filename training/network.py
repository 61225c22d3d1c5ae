"""The network that is trained: the encoder's BERT with a span head and an answerability head."""

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from transformers import BertModel


class SharedDropout(nn.Module):
    """Dropout with one mask for all tokens of a sequence (Gal and Ghahramani 2016): cheap."""

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, hidden: Tensor) -> Tensor:
        if not self.training or not self.rate:
            return hidden
        shape = (hidden.shape[0], 1, hidden.shape[2])
        keep = torch.rand(shape, device=hidden.device) >= self.rate
        return hidden * (keep / (1 - self.rate)).to(hidden.dtype)


class Network(nn.Module):
    """Token ids to start, end and answerability logits.

    A passage's answerability logit is read from its [CLS] token, beside a logit of zero for no
    passage at all, so that it compares across passages and questions.
    """

    def __init__(self, encoder: Path, dropout: float = 0.0) -> None:
        super().__init__()
        self.bert: Any = BertModel.from_pretrained(
            str(encoder), attn_implementation="eager", add_pooling_layer=False
        )
        self.bert.embeddings.word_embeddings.weight.requires_grad = False
        for layer in self.bert.encoder.layer:
            layer.attention.self.dropout = nn.Dropout(0.0)
            layer.attention.output.dropout = SharedDropout(dropout)
            layer.output.dropout = SharedDropout(dropout)
        self.bert.embeddings.dropout = SharedDropout(dropout)
        self.span = nn.Linear(self.bert.config.hidden_size, 2)
        self.answerable = nn.Linear(self.bert.config.hidden_size, 1)

    def forward(self, ids: Tensor, mask: Tensor, kinds: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        # A mask of the scores' own type: a float32 one would turn all of attention into float32.
        low = torch.finfo(torch.bfloat16).min
        hide = (mask[:, None, None, :] == 0).to(torch.bfloat16) * low
        hidden = self.bert(
            input_ids=ids, attention_mask=hide, token_type_ids=kinds
        ).last_hidden_state
        start, end = self.span(hidden).float().unbind(-1)
        return start, end, self.answerable(hidden[:, 0]).float().squeeze(-1)

    def trained(self) -> dict[str, Tensor]:
        """What differs from the encoder: every tensor but the word embeddings."""
        return {
            name: tensor
            for name, tensor in self.state_dict().items()
            if "word_embeddings" not in name and "position_ids" not in name
        }
