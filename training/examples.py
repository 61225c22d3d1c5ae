"""Training examples as token ids: groups of passages for one question, and batches of groups."""

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

MAX_LENGTH = 384  # tokens of a sequence
MAX_QUESTION = 64
CONFLICTS, TYPED = "ramdocs-dev.jsonl", "real-questions.json"
RECURRING, EXCHANGED = "recurring.jsonl", "exchanged.jsonl"
WRITTEN, COMPOSED = "written.jsonl", "composed.jsonl"
MADE = (RECURRING, EXCHANGED, WRITTEN, COMPOSED)  # by the modules of such names
PASSAGES = "passages.json"
KINDS = {WRITTEN: 3, COMPOSED: 4}
LATER = (CONFLICTS, TYPED)  # of which every second question is trained on
BUCKET = 32  # lengths are padded to multiples of it: every new shape costs a kernel
CLS, SEP = 101, 102
_SMALL_WORDS = """
a an the is are was were be been do does did has have had of in on at to for by with from as that
this it its what which who whom whose when where why how many much and or there
"""
SMALL = frozenset(_SMALL_WORDS.split())
Marked = tuple[str, Sequence[Sequence[int]]]
"""A text and what is marked in it: starts, ends and how many marked them."""


@dataclass(frozen=True, slots=True)
class Row:
    """[CLS] question [SEP] text [SEP], with the weights that people gave to starts and ends."""

    ids: list[int]
    text_from: int  # first token of the text
    starts: dict[int, float]
    ends: dict[int, float]


@dataclass(frozen=True, slots=True)
class Group:
    """One question with several passages; `answering` is the one that answers, -1 for none."""

    rows: list[Row]
    answering: int
    ranked: bool  # whether the passages that do not answer are known not to
    kind: int = 0  # 1 for one of LATER, 2 of EXCHANGED, 3 of WRITTEN, 4 of COMPOSED

    @property
    def length(self) -> int:
        longest = max(len(one.ids) for one in self.rows)
        return -(-longest // BUCKET) * BUCKET


class Examples:
    """What training/prepare.py wrote, drawn from at random."""

    def __init__(self, folder: Path, tokenizer: Path, config: dict[str, Any]) -> None:
        self.tokenizer = Tokenizer.from_file(str(tokenizer))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.config = config
        self.random = random.Random(config["seed"])
        self.passages = json.loads((folder / PASSAGES).read_text(encoding="utf-8"))
        with (folder / "examples.jsonl").open(encoding="utf-8") as stream:
            self.examples = [json.loads(line) for line in stream]
        for made in (folder / each for each in MADE):
            if made.exists():
                with made.open(encoding="utf-8") as stream:
                    self.examples += [json.loads(line) for line in stream]
        self.sentences = list(
            dict.fromkeys(
                one["whole"]["text"] for one in self.examples if one["source"].startswith("qamr")
            )
        )

    def start(self, name: str) -> None:
        """Draw from here on what only this name and the configuration's seed determine."""
        self.random.seed(f"{self.config['seed']} {name}")

    def epoch(self, single: bool) -> Iterator[Group]:
        """Every example as often as its file's weight says, in random order."""
        drawn = []
        for example in self.examples:
            weight = self.config["sampling"].get(example["source"], 0.0)
            times = int(weight) + (self.random.random() < weight % 1)
            drawn += [example] * times
        self.random.shuffle(drawn)
        for example in drawn:
            group = self.group(example, single)
            if group is not None:
                yield replace(group, kind=KINDS.get(example["source"], group.kind))

    def batches(self, single: bool) -> Iterator[list[Group]]:
        """Groups of like length, up to the budget of tokens."""
        window: list[Group] = []
        for group in self.epoch(single):
            window.append(group)
            if len(window) == 1500:
                yield from self.pack(window)
                window = []
        yield from self.pack(window)

    def pack(self, window: list[Group]) -> Iterator[list[Group]]:
        window.sort(key=lambda group: group.length)
        batches: list[list[Group]] = []
        batch: list[Group] = []
        rows = 0
        for group in window:
            rows += len(group.rows)
            if batch and rows * group.length > self.config["batch_tokens"]:
                batches.append(batch)
                batch, rows = [], len(group.rows)
            batch.append(group)
        if batch:
            batches.append(batch)
        self.random.shuffle(batches)
        return iter(batches)

    def group(self, example: dict[str, Any], single: bool) -> Group | None:
        settings = self.config["groups"]
        question = self.question(example["question"])
        if example["source"].startswith("qamr"):
            return self.sentence_group(question, example)
        if example["source"] == RECURRING:
            return self.alone(question, example["whole"])
        if example["source"] == EXCHANGED:
            return self.exchanged_group(question, example["whole"])
        if example["source"] in LATER:
            return self.later_group(question, example)
        if not example["whole"]["spans"]:
            return self.near_group(question, example)
        specific = example["rank"] is not None and (
            "newwiki" in example["source"] or example["rank"] <= settings["specific_rank"]
        )
        if "policyqa" in example["source"]:
            specific = False
        rolled = self.random.random()
        if single or not example["passages"] or (not specific and rolled < 0.5):
            return self.alone(question, example["whole"])
        if not specific:
            return self.alone(question, self.random.choice(example["passages"]))
        if rolled < settings["whole"]:
            return self.alone(question, example["whole"])
        negatives = self.others(example, settings["negatives"] + 1)
        if self.random.random() < settings["unanswerable"]:
            return self.make(question, [(text, ()) for text in negatives], -1, True)
        passage = self.random.choice(example["passages"])
        texts = [(passage["text"], passage["spans"])]
        texts += [(text, ()) for text in negatives[: settings["negatives"]]]
        return self.make(question, texts, 0, True)

    def others(self, example: dict[str, Any], count: int) -> list[str]:
        """Passages that do not answer: nearer the top of what the search found, more often."""
        found = list(example["negatives"])
        weights = [1 / (place + 2) for place in range(len(found))]
        chosen: list[str] = []
        while found and len(chosen) < count:
            place = self.random.choices(range(len(found)), weights)[0]
            chosen.append(self.passages[found.pop(place)])
            weights.pop(place)
        while len(chosen) < count:
            chosen.append(self.random.choice(self.passages))
        return chosen

    def sentence_group(self, question: str, example: dict[str, Any]) -> Group | None:
        """A sentence by itself, or among others as in an article."""
        text, spans = example["whole"]["text"], example["whole"]["spans"]
        if self.random.random() < 0.5:
            before = self.random.sample(self.sentences, self.random.randint(0, 2))
            after = self.random.sample(self.sentences, self.random.randint(0, 2))
            shift = sum(len(one) + 1 for one in before)
            spans = [(start + shift, end + shift, votes) for start, end, votes in spans]
            text = " ".join([*before, text, *after])
        return self.alone(question, {"text": text, "spans": spans})

    def later_group(self, question: str, example: dict[str, Any]) -> Group | None:
        """A document by itself, which may not answer; now and then a part of it."""
        text, spans = example["whole"]["text"], example["whole"]["spans"]
        is_conflict = example["source"] == CONFLICTS
        if not is_conflict and self.random.random() < self.config["questions"].get("mark", 0.0):
            question += "?"
        if spans and self.random.random() < self.config["groups"].get("part", 0.0):
            text, spans = self.part(text, spans)
        group = self.make(question, [(text, spans)], 0 if spans else -1, is_conflict)
        return group and replace(group, kind=1)

    def exchanged_group(self, question: str, text: dict[str, Any]) -> Group | None:
        """A text by itself, which may lack what is asked for."""
        spans = text["spans"]
        group = self.make(question, [(text["text"], spans)], 0 if spans else -1, True)
        return group and replace(group, kind=2)

    def near_group(self, question: str, example: dict[str, Any]) -> Group | None:
        """A text that nearly answers, by itself or with what the search found: none does."""
        texts = [example["whole"]["text"]]
        if self.random.random() < self.config["groups"]["near_others"]:
            texts += self.others(example, self.config["groups"]["negatives"])
        return self.make(question, [(text, ()) for text in texts], -1, True)

    def part(
        self, text: str, spans: Sequence[Sequence[int]]
    ) -> tuple[str, list[tuple[int, int, int]]]:
        """Some of the sentences around the spans."""
        breaks = [0, *(found.end() for found in re.finditer(r"[.!?]\s+", text)), len(text)]
        first, last = min(start for start, _, _ in spans), max(end for _, end, _ in spans)
        low = self.random.choice([place for place in breaks if place <= first])
        high = self.random.choice([place for place in breaks if place >= last])
        return text[low:high], [(start - low, end - low, votes) for start, end, votes in spans]

    def alone(self, question: str, text: dict[str, Any]) -> Group | None:
        return self.make(question, [(text["text"], text["spans"])], 0, False)

    def make(
        self,
        question: str,
        texts: Sequence[Marked],
        answering: int,
        ranked: bool,
    ) -> Group | None:
        words = self.tokenizer.encode(question, add_special_tokens=False).ids[:MAX_QUESTION]
        head = [CLS, *words, SEP]
        rows = []
        for text, spans in texts:
            ids, offsets = self.tokens(text)
            room = MAX_LENGTH - len(head) - 1
            starts: dict[int, float] = {}
            ends: dict[int, float] = {}
            for start, end, votes in spans:
                first = next((i for i, (_, b) in enumerate(offsets) if b > start), None)
                last = next((i for i, (_, b) in enumerate(offsets) if b >= end), None)
                if first is None or last is None or last >= room:
                    continue
                starts[len(head) + first] = starts.get(len(head) + first, 0.0) + votes
                ends[len(head) + last] = ends.get(len(head) + last, 0.0) + votes
            rows.append(Row([*head, *ids[:room], SEP], len(head), starts, ends))
        if answering >= 0 and not rows[answering].starts:
            return None
        return Group(rows, answering, ranked)

    @lru_cache(maxsize=60_000)  # noqa: B019
    def tokens(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        encoding = self.tokenizer.encode(text, add_special_tokens=False)
        return encoding.ids, encoding.offsets

    def question(self, text: str) -> str:
        """The question as people type it: now and then without its mark, as keywords, mistyped."""
        settings = self.config["questions"]
        if self.random.random() < settings["keywords"]:
            words = [word for word in re.findall(r"[\w'-]+", text) if word.lower() not in SMALL]
            if len(words) >= 2:
                text = " ".join(words)
        elif self.random.random() < settings["no_mark"]:
            text = text.rstrip("? ")
        if self.random.random() < settings["typo"]:
            text = self.mistype(text)
        return text

    def mistype(self, text: str) -> str:
        places = [i for i in range(len(text) - 1) if text[i].isalpha() and text[i + 1].isalpha()]
        if not places:
            return text
        at = self.random.choice(places)
        kind = self.random.randrange(3)
        if kind == 0:
            return text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        if kind == 1:
            return text[:at] + text[at + 1 :]
        return text[:at] + text[at] + text[at:]
