"""Synthetic coded reports with known truth: what the incidents are measured on where no public corpus tells."""
