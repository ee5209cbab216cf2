"""Run percent scripts as notebooks: what to run, running it, remembering it.

`tutorials/x.py` goes in, `build/tutorials/x.ipynb` with its image files comes out. The runner knows
nothing of what the pages teach or of the site generator that shows them.
"""
