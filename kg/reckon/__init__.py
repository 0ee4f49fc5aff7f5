"""The reckoner: does it add up, which figure is to doubt, and what follows that nobody printed.

Pure functions over intervals of printed numbers; nothing here knows graphs, files or stores.
"""
