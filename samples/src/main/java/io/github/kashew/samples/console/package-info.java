/** What the samples print: aligned tables, figures a person reads at a glance, and a progress bar. */
@NullMarked
package io.github.kashew.samples.console;

import org.jspecify.annotations.NullMarked;
