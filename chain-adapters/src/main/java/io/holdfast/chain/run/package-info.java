/** What keeps a rail running: its thread, its turn among several processes, its state. */
@NullMarked
package io.holdfast.chain.run;

import org.jspecify.annotations.NullMarked;
