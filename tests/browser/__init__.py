"""The page as a person sees it: in Chromium, over a real index."""
