"""What the network lost, what each loss cost, and how long channels last."""
