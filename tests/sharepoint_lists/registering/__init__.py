"""What an administrator writes by Graph: reckoned from what stands there."""
