//! The template file of an imported template.
