"""What two bundles differ in: what was asked for, what was planned, and the rows."""
