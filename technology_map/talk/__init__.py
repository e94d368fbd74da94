"""Talk about things: remarks on proposals and solution cards, their answers, and what stands unanswered."""
