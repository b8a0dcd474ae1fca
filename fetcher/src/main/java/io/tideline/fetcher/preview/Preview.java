package io.tideline.fetcher.preview;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tideline.fetcher.payload.Payload;
import io.tideline.fetcher.payload.Payload.Framing;
import io.tideline.fetcher.payload.PayloadReader;
import io.tideline.fetcher.preview.PreviewAnswer.FailureAnswer;
import io.tideline.fetcher.reading.DataInterval;
import io.tideline.fetcher.reading.Extract;
import io.tideline.fetcher.reading.Reading;
import io.tideline.fetcher.reading.Rejected;
import io.tideline.fetcher.reading.SourceFailure;
import io.tideline.fetcher.remote.Answer;
import io.tideline.fetcher.remote.Quota;
import io.tideline.fetcher.remote.SourceClient;
import io.tideline.fetcher.source.Entity;
import io.tideline.fetcher.source.Source;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Shows what a mapping makes of a payload, given or fetched now. Nothing is kept. */
@ApplicationScoped
class Preview {
    private final Quota quota;
    private final Clock clock;

    Preview(Quota quota, Clock clock) {
        this.quota = quota;
        this.clock = clock;
    }

    PreviewAnswer of(Source source, byte[] body, Framing framing, List<Entity> about) {
        return answer(source, List.of(new Payload(body, framing, about, clock.instant())), List.of());
    }

    /** Asks the source about the last interval of its schedule. */
    Uni<PreviewAnswer> live(Source source) {
        Instant now = clock.instant();
        DataInterval interval = new DataInterval(now.minus(source.schedule()), now);
        SourceClient client = new SourceClient(source, quota, clock);
        return client.read(interval)
                .collect()
                .asList()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(answers -> answer(source, answers))
                .onTermination()
                .invoke(client::close);
    }

    private static PreviewAnswer answer(Source source, List<Answer> answers) {
        List<Payload> payloads = new ArrayList<>();
        List<FailureAnswer> failures = new ArrayList<>();
        for (Answer answer : answers) {
            if (answer instanceof Answer.Body body) {
                payloads.add(new Payload(body.bytes(), Framing.WHOLE, body.asked(), body.receivedAt()));
            } else if (answer instanceof Answer.NoBody nothing) {
                failures.add(failure(nothing.failure()));
            }
        }
        return answer(source, payloads, failures);
    }

    private static PreviewAnswer answer(Source source, List<Payload> payloads, List<FailureAnswer> before) {
        PayloadReader reader = new PayloadReader(source);
        List<Reading> readings = new ArrayList<>();
        List<Rejected> rejected = new ArrayList<>();
        List<FailureAnswer> failures = new ArrayList<>(before);
        for (Payload payload : payloads) {
            try {
                Extract extract = reader.read(payload);
                readings.addAll(extract.readings());
                rejected.addAll(extract.rejected());
            } catch (SourceFailure failure) {
                failures.add(failure(failure));
            }
        }
        return PreviewAnswer.of(source.name(), new Extract(readings, rejected), failures);
    }

    private static FailureAnswer failure(SourceFailure failure) {
        return new FailureAnswer(failure.reason().name(), failure.text());
    }
}
