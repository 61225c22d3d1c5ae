"""An article's text to sentences and passages that know their offsets."""
