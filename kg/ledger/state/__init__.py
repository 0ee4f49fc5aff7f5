"""What a store says at a commit: live and frozen stores, overlays, history, differences."""
