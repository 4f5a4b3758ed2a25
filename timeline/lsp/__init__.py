"""The language server: what an editor asks of one text, answered while it is being written.

It stands beside ``serve``: ``positions`` counts as editors count, ``look`` reads a text and finds what is wrong in it,
``diagnostics``, ``hover`` and ``actions`` turn that into answers, ``server`` keeps the buffers and speaks the protocol
(Language Server Protocol 3.17, by pygls).
"""
