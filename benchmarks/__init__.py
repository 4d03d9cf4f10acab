"""`make bench`: what the running platform costs and how fast news travels, written into README.md.

Every figure stands beside what the bare parts take for the same in the same run: two busy cores
and a slow disk slow both.
"""
