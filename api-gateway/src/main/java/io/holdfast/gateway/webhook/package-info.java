/** Tells other programs by signed requests what happens to orders (Standard Webhooks, ADR 0036). */
package io.holdfast.gateway.webhook;
