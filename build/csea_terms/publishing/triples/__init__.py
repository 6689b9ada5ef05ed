"""The vocabulary as published: SKOS that a plain SKOS tool understands without knowing our classes.

The files of ``vocab/`` state each fact once; here stand also the inverses, the top concepts, the links to SKOS-XL labels, the
mappings as ``skos:*Match``, who publishes what and when it last changed. :mod:`concepts` has our own vocabulary,
:mod:`crosswalks` the schemes of others and how they relate to it, and :mod:`documents` what a file says of itself.
"""
