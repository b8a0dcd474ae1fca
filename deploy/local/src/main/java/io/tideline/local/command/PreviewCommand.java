package io.tideline.local.command;

import io.tideline.local.application.FetcherClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a mapping makes of a payload: how a user writes one. */
@Command(
        name = "preview",
        mixinStandardHelpOptions = true,
        description = {
            "Shows what the mapping of a source makes of a file, or of a live answer. Nothing is kept.",
            "The fetcher reads deploy/sources.yaml anew each time: change it and look again, without a restart."
        })
final class PreviewCommand implements Callable<Integer> {
    @Mixin
    private FolderOption folder = new FolderOption();

    @Parameters(index = "0", paramLabel = "SOURCE", description = "A source of deploy/sources.yaml.")
    private String source = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "FILE",
            description = "A payload of the source; .ndjson holds one in each line. Default: the source is asked.")
    private @Nullable Path file;

    @Option(
            names = "--entity",
            paramLabel = "NAME",
            description = "What the payload is about, where it does not say. Default: the first entity of the source.")
    private @Nullable String entity;

    /** 0 if every request or the file gave something and nothing was rejected, else 1. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        if (file != null && !Files.isReadable(file)) throw new IOException("no file can be read at " + file);
        FetcherClient.Answer answer = FetchCommand.fetcher(folder.folder())
                .preview(source, Optional.ofNullable(entity), Optional.ofNullable(file));
        if (!answer.isGood()) {
            System.err.println("tideline: " + FetchCommand.problem(answer));
            return 1;
        }
        PreviewText text = new PreviewText(answer.body());
        text.lines().forEach(System.out::println);
        return text.isClean() ? 0 : 1;
    }
}
