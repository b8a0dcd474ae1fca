package io.tideline.spark.checkpoint;

import org.apache.hadoop.fs.LocalFileSystem;

/**
 * The local file system for {@code fs.file.impl}, without a process forked for every file. Hadoop without its native library runs
 * {@code chmod} for each file it creates and {@code readlink} for both ends of each rename, about 45 ms; a micro-batch creates half a dozen files and renames them.
 */
public final class ForklessFileSystem extends LocalFileSystem {

    public ForklessFileSystem() {
        super(new RawForklessFileSystem());
    }
}
