/** Content that is named by its bytes: taken in, kept, shown to who may see it (ADR 0032). */
@NullMarked
package io.holdfast.gateway.content;

import org.jspecify.annotations.NullMarked;
