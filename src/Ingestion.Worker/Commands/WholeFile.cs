namespace Ingestion.Worker.Commands;

/// <summary>A file that is written beside its place and moved there when it is whole.</summary>
internal static class WholeFile
{
    /// <param name="file">Its place.</param>
    /// <param name="isPrivate">It holds what customers wrote: its owner alone may read it, from its first byte on and whatever lay there before.</param>
    /// <param name="write">Writes it.</param>
    public static async Task<T> WriteAsync<T>(string file, bool isPrivate, Func<Stream, Task<T>> write)
    {
        var part = file + ".part";
        var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (isPrivate && !OperatingSystem.IsWindows())
        {
            how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        File.Delete(part);
        try
        {
            T result;
            await using (var stream = new FileStream(part, how))
            {
                result = await write(stream);
            }

            File.Move(part, file, overwrite: true);
            return result;
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }
}
