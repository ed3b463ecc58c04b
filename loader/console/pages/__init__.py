"""The pages: sign-in, the jobs, the generator form, one job."""
