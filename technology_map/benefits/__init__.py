"""Benefits: what a proposal or a solution is expected to bring, followed up until one knows."""
