// The rows of a result: the answer and the evidence, and the span of its article that each shows.

// Every row of a result, the answer first where there is one.
export function rowsOf(found) {
  return found.answered ? [answerRow(found), ...found.evidence] : found.evidence;
}

// The answer as a row, with the passage that it stands in.
export function answerRow(found) {
  const passage = found.passages.find(
    (each) =>
      each.article === found.article && each.start <= found.start && each.end >= found.end,
  );
  return {
    ...found,
    passage_start: passage?.start ?? found.sentence_start,
    passage_end: passage?.end ?? found.sentence_end,
    marks: [],
  };
}

// What a row opens: its answer, or where it has none, its sentence.
export function spanOf(row) {
  return {
    article: row.article,
    start: row.start ?? row.sentence_start,
    end: row.end ?? row.sentence_end,
  };
}
