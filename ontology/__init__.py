"""What the graph may say, and the words of the world: vocabularies, regions, terms."""
