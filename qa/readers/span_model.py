"""The reader's first network: the encoder's BERT with a span head and an answerability head."""

from typing import Any

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel


class Heads(nn.Module):
    """What layers' output comes to: the logits of starts, ends and answerability.

    A passage's answerability is read from its first token. It is trained beside a logit of zero
    for "no passage answers", so that it compares across passages and questions.
    """

    def __init__(self, units: int) -> None:
        super().__init__()
        self.span = nn.Linear(units, 2)
        self.answerable = nn.Linear(units, 1)

    def forward(self, ids: Tensor, mask: Tensor, kinds: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Score int64 (rows, tokens) ids; `mask` is 0 on padding, `kinds` 1 on the text.

        Returns float32 (rows, tokens) starts and ends and (rows,) answerability. Under autocast
        the layers run in its type, the heads in float32.
        """
        hidden = self.read(ids, mask, kinds)
        with torch.autocast(ids.device.type, enabled=False):
            hidden = hidden.float()
            starts, ends = self.span(hidden).unbind(-1)
            return starts, ends, self.answerable(hidden[:, 0]).squeeze(-1)

    def read(self, ids: Tensor, mask: Tensor, kinds: Tensor) -> Tensor:
        """The layers' output, (rows, tokens, units)."""
        raise NotImplementedError


class SpanModel(Heads):
    """The encoder's layers with those heads."""

    def __init__(self, config: BertConfig) -> None:
        super().__init__(config.hidden_size)
        config._attn_implementation = "eager"  # the fastest on a CPU in bfloat16
        self.bert: Any = BertModel(config, add_pooling_layer=False)

    def read(self, ids: Tensor, mask: Tensor, kinds: Tensor) -> Tensor:
        """The layers' output, (rows, tokens, units)."""
        on = torch.is_autocast_enabled(ids.device.type)
        dtype = torch.get_autocast_dtype(ids.device.type) if on else torch.float32
        # A mask of the scores' own type: a float32 one turns all of attention into float32.
        hidden_away = (mask[:, None, None, :] == 0).to(dtype) * torch.finfo(dtype).min
        places = torch.arange(ids.shape[1], device=ids.device)[None]
        hidden: Tensor = self.bert(
            input_ids=ids,
            attention_mask=hidden_away,
            token_type_ids=kinds,
            position_ids=places,
        ).last_hidden_state
        return hidden


class ExactHeads(nn.Module):
    """The same model to convert, its heads written as sums.

    OpenVINO runs every matrix product in bfloat16 if any, and what follows the last one in
    float32: logits rounded to eight bits would tie.
    """

    def __init__(self, model: Heads) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, mask: Tensor, kinds: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """As SpanModel's."""
        hidden = self.model.read(ids, mask, kinds)
        span, answerable = self.model.span, self.model.answerable
        starts = (hidden * span.weight[0]).sum(-1) + span.bias[0]
        ends = (hidden * span.weight[1]).sum(-1) + span.bias[1]
        answers = (hidden[:, 0] * answerable.weight[0]).sum(-1) + answerable.bias[0]
        return starts, ends, answers
