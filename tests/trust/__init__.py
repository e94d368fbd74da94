"""Every operation under every fault: what people were told, against what truly stands and follows."""
