package io.tideline.fetcher.remote;

import java.net.URI;
import java.util.Optional;

/** How a source names the state of what it answered under a URL: entity tag, date of the last change, or both. */
public record Version(URI url, Optional<String> tag, Optional<String> lastModified) {}
