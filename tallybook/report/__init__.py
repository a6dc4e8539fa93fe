"""The static site: what the published copy says, drawn so that a reader can see who said what."""
