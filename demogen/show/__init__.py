"""What people look at: previews, summaries and answers, as plain values and as text."""
