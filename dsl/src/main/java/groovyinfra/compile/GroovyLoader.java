package groovyinfra.compile;

import groovy.lang.GroovySystem;
import groovyinfra.author.DeployScript;
import groovyinfra.deploy.Deploy;
import groovyinfra.deploy.DeployLoader;
import groovyinfra.deploy.Reference;
import groovyinfra.model.Fact;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

/** Compiles deploy files written in Groovy, or takes them from the cache. */
public final class GroovyLoader implements DeployLoader {
    private final ClassLoader loader = GroovyLoader.class.getClassLoader();

    /** For {@link ServiceLoader}. */
    public GroovyLoader() {}

    @Override
    public Deploy load(List<Path> files, Settings settings) {
        return program(Sources.read(files), settings);
    }

    private Deploy program(Sources sources, Settings settings) {
        Cache cache = new Cache(settings.cache());
        String key = key(sources);
        Image image = cache.get(key).orElseGet(() -> {
            Image compiled = new Compiler(loader).compile(sources);
            cache.put(key, compiled);
            return compiled;
        });
        return CompiledDeploy.of(image, settings.params(), loader);
    }

    private String key(Sources sources) {
        Digest tool = new Digest()
                .add(Runtime.version().toString())
                .add(GroovySystem.getVersion())
                .add(DeployScript.class)
                .add(Fact.class);
        StandardLibrary.place(loader).ifPresent(tool::add);
        return key(sources, Compiler.SETTINGS, tool.hex());
    }

    /** All that a compiled program depends on: every file, the settings of the compiler, the tool. */
    static String key(Sources sources, String settings, String tool) {
        Digest digest = new Digest().add(settings).add(tool);
        for (Source source : sources.all()) {
            digest.add(source.kind().name())
                    .add(source.shown())
                    .add(source.path().toString())
                    .add(source.text());
        }
        return digest.hex();
    }

    @Override
    public Deploy call(String operation, List<String> arguments, Settings settings) {
        return program(Sources.of("op", OneCall.source(operation, arguments, new Catalogue(loader))), settings);
    }

    @Override
    public Fact<?> fact(String name, List<String> arguments) {
        return new Catalogue(loader).fact(name, arguments);
    }

    @Override
    public Reference reference() {
        return new Catalogue(loader).reference();
    }
}
