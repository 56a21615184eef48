"""Plans and cascades → networkx graph, RDF dataset, store, queries, exports."""
