"""Made pictures: what each shows, which dish gets which, and what stands where there is none."""
