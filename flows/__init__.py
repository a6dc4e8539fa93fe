"""What drives the stations: the Prefect flows, their deployments, and the command `tallybook`."""
