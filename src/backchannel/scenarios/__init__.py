"""What would be left if something fell away or came back, and how firm the verdicts are."""
