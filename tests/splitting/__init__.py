"""Texts cut: blocks, sentences, passages: index/splitting."""
