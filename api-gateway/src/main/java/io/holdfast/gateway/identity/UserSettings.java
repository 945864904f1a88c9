package io.holdfast.gateway.identity;

import jakarta.validation.Valid;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** {@code holdfast.users[]}: who may sign in. */
@Validated
@ConfigurationProperties("holdfast")
public record UserSettings(@DefaultValue List<@Valid User> users) {}
