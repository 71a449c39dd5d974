package groovyinfra.run;

import groovyinfra.model.Call;
import groovyinfra.model.Option;
import groovyinfra.model.Result;
import groovyinfra.model.Secret;
import groovyinfra.report.Masker;
import java.util.List;

/** What a sensitive call prints is a secret from then on, for its own conditions and problems, too. */
record Sensitive(Masker masker) {

    /** Takes note of what the call has given so far. */
    void keep(Call call, List<Result> results) {
        if (call.options().has(Option.SENSITIVE)) {
            results.forEach(result -> {
                masker.keep(said(result.stdout()));
                masker.keep(said(result.stderr()));
            });
        }
    }

    private static Secret said(String output) {
        return Secret.of(output.replace(Result.GAP, "\n"));
    }
}
