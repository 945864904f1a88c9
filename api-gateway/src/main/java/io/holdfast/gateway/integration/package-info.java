/** The system as a whole, for those who operate it and those who connect to it. */
package io.holdfast.gateway.integration;
