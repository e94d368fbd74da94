"""What every Adaptive Card is made of: elements, wording, lists and menus."""
