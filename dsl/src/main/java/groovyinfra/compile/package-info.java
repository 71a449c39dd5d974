/**
 * From source to program: the loader and its cache, the transforms, the type-checking extension, compile problems.
 *
 * <p>Call paths: {@link groovyinfra.compile.TrailCustomizer} is the last customizer of every configuration that user code is
 * compiled with, one for each program. It writes movements of {@link groovyinfra.author.Trail} into the code at the end of
 * instruction selection, when types are checked and the static compiler is done; nothing before it sees them. Whoever evaluates a
 * program calls {@code Trail.evaluate} once for each host, {@code Trail.file} before each deploy file, and runs the script; an
 * included file needs nothing more than to be run by the instance that includes it. Calls of operations and facts ask {@code
 * Trail.here()}, blocks that are stages for themselves {@code Trail.block(..)}, and the engine is called within {@code
 * Trail.apart(..)} wherever it may call back to user code. Methods that are marked as generated are passed over.
 */
package groovyinfra.compile;
