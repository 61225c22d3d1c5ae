"""What training makes smaller: the losses of a batch of groups."""

from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn.functional import log_softmax

from qa.readers.span_model import SpanModel
from training.examples import BUCKET, Group

MASKED = -1e4


@dataclass(frozen=True, slots=True)
class Padded:
    """The sequences of a batch, (rows, tokens), filled up with zeros."""

    ids: Tensor
    mask: Tensor  # 0 on padding
    kinds: Tensor  # 1 on the text and the [SEP] behind it
    inside: Tensor  # true on the text
    starts: Tensor  # the weights that people gave
    ends: Tensor


def pad(batch: list[Group]) -> Padded:
    sequences = [one for group in batch for one in group.rows]
    length = batch[-1].length
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
    return Padded(ids, mask, kinds, inside, starts, ends)


def loss_of(
    network: SpanModel, batch: list[Group], teacher: SpanModel | None = None
) -> dict[str, Tensor]:
    """Span and answerability losses, each a mean over the groups.

    Starts and ends share one softmax over all passages of a group (Clark and Gardner 2018). With a
    teacher, the groups of the first rounds' files are to be answered as it answers them ("Learning
    without Forgetting", Li and Hoiem 2016), the others as people did.
    """
    padded = pad(batch)
    start, end, answerable = _logits(network, padded)
    if teacher is not None:
        with torch.no_grad():
            taught = _logits(teacher, padded)
    starts, ends = padded.starts.to(start.device), padded.ends.to(start.device)
    span, ranking = [], []
    for row, group in _rows(batch):
        rows = slice(row, row + len(group.rows))
        answers = torch.cat([answerable.new_zeros(1), answerable[rows]])
        if teacher is not None and group.known:
            span.append(_cross_entropy(start[rows], taught[0][rows].flatten().softmax(0)))
            span.append(_cross_entropy(end[rows], taught[1][rows].flatten().softmax(0)))
            wanted = torch.cat([answerable.new_zeros(1), taught[2][rows]]).softmax(0)
            ranking.append(_cross_entropy(answers, wanted))
            continue
        if group.answering >= 0:
            span.append(_cross_entropy(start[rows], starts[rows]))
            span.append(_cross_entropy(end[rows], ends[rows]))
        if group.ranked:
            ranking.append(-log_softmax(answers, 0)[group.answering + 1])
    zero = start.sum() * 0
    return {
        "span": torch.stack(span).mean() if span else zero,
        "ranking": torch.stack(ranking).sum() / len(batch) if ranking else zero,
    }


def _logits(network: SpanModel, padded: Padded) -> tuple[Tensor, Tensor, Tensor]:
    device = next(network.parameters()).device
    start, end, answerable = network(
        padded.ids.to(device), padded.mask.to(device), padded.kinds.to(device)
    )
    outside = ~padded.inside.to(device)
    return start.masked_fill(outside, MASKED), end.masked_fill(outside, MASKED), answerable


def _rows(batch: list[Group]) -> Iterator[tuple[int, Group]]:
    row = 0
    for group in batch:
        yield row, group
        row += len(group.rows)


def _cross_entropy(logits: Tensor, weights: Tensor) -> Tensor:
    return -(log_softmax(logits.flatten(), 0) * weights.flatten()).sum() / weights.sum()
