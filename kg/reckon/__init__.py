"""The reckoner: does it add up, which figure is to doubt, and what follows that nobody printed.

Pure functions over intervals of printed numbers; nothing here knows graphs, files or stores. From the bottom up:

- ``spans``, ``germs``, ``equations``: exact ends, ends that are open or missing, equations solved over intervals
- ``intervals``: arithmetic on intervals of the model
- ``quantities``: a figure with its name, interval and print
- ``identity``, ``identities``: what a rule of arithmetic is, and the catalogue of them
- ``verdicts``: an instance held to what was printed: confirmed, consistent, strained, contradicted, not checkable
- ``propagation``: what many identities leave for the figures that meet in them
- ``slips``, ``doubt``, ``kinds``: what a misprint was, the fewest figures to doubt, misprint or revision
- ``implied``: figures that nobody printed, with their derivations
- ``writing``: sums and intervals written out
"""
