"""How well questions are answered, measured against a file of questions with known answers."""
