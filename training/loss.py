"""What training makes smaller: the losses of a batch of groups."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.functional import log_softmax, one_hot, pad

from training.examples import BUCKET, Group

MASKED = -1e4


@dataclass(frozen=True, slots=True)
class Batch:
    """Groups as tensors, their sequences (rows, tokens) filled up with zeros."""

    ids: Tensor
    mask: Tensor  # 0 on padding
    kinds: Tensor  # 1 on the text and the [SEP] behind it
    inside: Tensor  # true on the text
    starts: Tensor  # the weights that people gave
    ends: Tensor
    members: Tensor  # (groups, most rows of one): each group's rows, `rows` where it has fewer
    answering: Tensor  # (groups,): which of its rows answers, -1 for none
    ranked: Tensor  # (groups,): whether its other rows are known not to
    sort: Tensor  # (groups,): Group.kind
    # What networks answered to it, as _marked: kept by training/answers.py, or none.
    taught: tuple[Tensor, ...] = ()

    def to(self, device: torch.device) -> "Batch":
        """The same on another device."""
        return self._moved(lambda each: each.to(device, non_blocking=True))

    def pin_memory(self) -> "Batch":
        """The same where a GPU copies it from by itself."""
        return self._moved(lambda each: each.pin_memory())

    def _moved(self, move: Callable[[Tensor], Tensor]) -> "Batch":
        names = [each.name for each in fields(self) if each.name != "taught"]
        moved: dict[str, Any] = {name: move(getattr(self, name)) for name in names}
        return replace(self, **moved, taught=tuple(move(each) for each in self.taught))


@dataclass(frozen=True, slots=True)
class Teaching:
    """Networks whose mean answers are wanted again, by a share of a group's loss (at most 1)."""

    networks: Sequence[nn.Module] = ()
    known: float = 0.0  # of most groups
    later: float = 0.0  # of those of LATER's files
    exchanged: float = 0.0  # of those of EXCHANGED
    written: float = 1.0  # of those of WRITTEN, where nobody marked anything
    composed: float = 0.0  # of those of COMPOSED


def make_batch(groups: list[Group]) -> Batch:
    """Groups of like length, the longest last."""
    sequences = [one for group in groups for one in group.rows]
    length = groups[-1].length
    assert length % BUCKET == 0
    shape = (len(sequences), length)
    ids = torch.zeros(shape, dtype=torch.long)
    mask, kinds = torch.zeros_like(ids), torch.zeros_like(ids)
    starts, ends = torch.zeros(shape), torch.zeros(shape)
    for row, one in enumerate(sequences):
        ids[row, : len(one.ids)] = torch.tensor(one.ids)
        mask[row, : len(one.ids)] = 1
        kinds[row, one.text_from : len(one.ids)] = 1
        for weights, into in ((one.starts, starts), (one.ends, ends)):
            for token, weight in weights.items():
                into[row, token] = weight
    inside = kinds.bool()
    for row, one in enumerate(sequences):
        inside[row, len(one.ids) - 1] = False  # the last [SEP]
    most = max(len(group.rows) for group in groups)
    members = torch.full((len(groups), most), len(sequences))
    row = 0
    for place, group in enumerate(groups):
        members[place, : len(group.rows)] = torch.arange(row, row + len(group.rows))
        row += len(group.rows)
    answering = torch.tensor([group.answering for group in groups])
    ranked = torch.tensor([group.ranked for group in groups])
    of = torch.tensor([group.kind for group in groups])
    return Batch(ids, mask, kinds, inside, starts, ends, members, answering, ranked, of)


def loss_of(network: nn.Module, batch: Batch, teaching: Teaching) -> dict[str, Tensor]:
    """Span and answerability losses, each a mean over the groups.

    Starts and ends share one softmax over all passages of a group (Clark and Gardner 2018). What
    networks teach is asked for as what people marked is ("Learning without Forgetting", Li and
    Hoiem 2016; several of them, "Distilling the Knowledge", Hinton et al. 2015).
    """
    answers = batch.answering >= 0
    told = (teaching.known, teaching.later, teaching.exchanged, teaching.written, teaching.composed)
    share = torch.tensor(told, device=answers.device)[batch.sort]
    taught: Sequence[Tensor] = batch.taught
    if teaching.networks:
        taught = mean_answers(teaching.networks, batch)
    losses = []
    for part, (logits, marked) in enumerate(
        zip(_grouped(network, batch), _marked(batch), strict=True)
    ):
        by_people = answers if part < 2 else batch.ranked  # else nobody said which one answers
        loss = by_people * _cross_entropy(logits, marked)
        if taught:
            by_networks = answers if part < 2 else torch.ones_like(answers)
            loss = (1 - share) * loss + share * by_networks * _cross_entropy(logits, taught[part])
        losses.append(loss.sum())
    starts, ends, ranking = losses
    return {
        "span": (starts + ends) / (2 * answers.sum()).clamp(min=1),
        "ranking": ranking / len(answers),
    }


def _grouped(network: nn.Module, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
    """Logits of each group: its starts and its ends, row after row, and none of them or which."""
    start, end, answerable = network(batch.ids, batch.mask, batch.kinds)
    rows = (start.masked_fill(~batch.inside, MASKED), end.masked_fill(~batch.inside, MASKED))
    starts, ends = (_by_group(each, batch, MASKED) for each in rows)
    return starts, ends, pad(_by_group(answerable[:, None], batch, MASKED), (1, 0))


def _marked(batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
    """What people wanted of each of these: shares that add up to 1, or all 0."""
    starts, ends = (_by_group(each, batch, 0.0) for each in (batch.starts, batch.ends))
    answering = one_hot(batch.answering + 1, batch.members.shape[1] + 1).float()
    return _shares(starts), _shares(ends), answering


def mean_answers(networks: Sequence[nn.Module], batch: Batch) -> list[Tensor]:
    """The mean of their shares of starts, of ends, and of which row answers or none."""
    with torch.no_grad():
        said = [_grouped(each, batch) for each in networks]
    return [torch.stack([each[part].softmax(1) for each in said]).mean(0) for part in range(3)]


def _by_group(values: Tensor, batch: Batch, fill: float) -> Tensor:
    """(rows, n) to (groups, most rows · n)."""
    return pad(values, (0, 0, 0, 1), value=fill)[batch.members].flatten(1)


def _shares(weights: Tensor) -> Tensor:
    return weights / weights.sum(1, keepdim=True).clamp(min=1e-6)


def _cross_entropy(logits: Tensor, shares: Tensor) -> Tensor:
    return -(log_softmax(logits, 1) * shares).sum(1)
