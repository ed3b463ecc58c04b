"""What must hold: one SQL file per check, run on the written files before a bundle is published."""
