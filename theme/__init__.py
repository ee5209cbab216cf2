"""How a page looks: the notebook template, overrides of Material, and publishing `site/`.

Sees only what the runner left in `build/`, the hand-written pages in `docs/`, and the scripts as files.
"""
