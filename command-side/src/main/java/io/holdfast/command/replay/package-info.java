/** Replays: who asked for what, one at a time for each subject, and how they ended. */
package io.holdfast.command.replay;
